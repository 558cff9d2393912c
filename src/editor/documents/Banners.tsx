import { LinkBanner } from "./LinkBanner.tsx";
import { OtherTabBanner } from "./OtherTabBanner.tsx";
import { WaitingBanner } from "./WaitingBanner.tsx";

/** What is to be known of the open document as a whole, in lines under the bar. */
export function Banners() {
  return (
    <>
      <WaitingBanner />
      <OtherTabBanner />
      <LinkBanner />
    </>
  );
}
