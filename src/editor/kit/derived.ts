/** Makes a function compute its value once for each object that it is given, however often it is asked. */
export function derived<Source extends object, Value>(compute: (source: Source) => Value): (source: Source) => Value {
  const known = new WeakMap<Source, { readonly value: Value }>();
  return (source) => {
    let found = known.get(source);
    if (found === undefined) known.set(source, (found = { value: compute(source) }));
    return found.value;
  };
}
