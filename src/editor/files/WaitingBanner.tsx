/** Says which document is not shown yet, because the browser's storage is silent. */
export function WaitingBanner({ title }: { readonly title: string }) {
  return (
    <aside className="banner" role="status">
      <p>The browser’s storage does not answer yet. “{title}”, which was open last, is shown as soon as it does.</p>
    </aside>
  );
}
