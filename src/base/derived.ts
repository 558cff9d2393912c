/** Makes a function compute its value once for each object that it is given, however often it is asked. */
export function derived<Source extends object, Value>(compute: (source: Source) => Value): (source: Source) => Value;
/**
 * Makes a function compute its value anew for an object only where what else is given is new. By `isSame` that is compared with
 * what was given last with that object.
 */
export function derived<Source extends object, Given, Value>(
  compute: (source: Source, given: Given) => Value,
  isSame: (one: Given, other: Given) => boolean,
): (source: Source, given: Given) => Value;
export function derived<Source extends object, Given, Value>(
  compute: (source: Source, given: Given) => Value,
  isSame: (one: Given, other: Given) => boolean = () => true,
): (source: Source, given: Given) => Value {
  const known = new WeakMap<Source, { given: Given; readonly value: Value }>();
  return (source, given) => {
    let found = known.get(source);
    if (found === undefined || !isSame(found.given, given)) {
      known.set(source, (found = { given, value: compute(source, given) }));
    }
    // The next is most like the newest.
    found.given = given;
    return found.value;
  };
}
