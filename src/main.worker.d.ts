/** The address of the worker's module; vite.config.ts makes it. */
declare module "virtual:session-worker" {
  const address: string;
  export default address;
}
