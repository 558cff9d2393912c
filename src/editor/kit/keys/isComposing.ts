/** A key event, the browser's own or React's. */
type KeyPress = KeyboardEvent | { readonly nativeEvent: KeyboardEvent };

/**
 * Says whether a key belongs to an input method that is composing (Japanese, Chinese, Korean): its Enter takes the word
 * that is offered, its Escape lets go of it, and neither means anything to the field. Some browsers tell the key that
 * ends a composition only by the code 229.
 */
export function isComposing(press: KeyPress): boolean {
  const event = "nativeEvent" in press ? press.nativeEvent : press;
  return event.isComposing || event.keyCode === 229;
}
