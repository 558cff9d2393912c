import { createTheme } from "@mantine/core";

/** Mantine as the editor uses it. Its colours are in theme.css, since a style element is not allowed on the page. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: "pointer",
  defaultRadius: "sm",
});
