/** Units of the drawing; the browser makes it as wide as its place. */
const WIDTH = 120;
const HEIGHT = 32;

/** How a number is written: three digits are what one can read. */
export function figure(value: number): string {
  if (Number.isInteger(value) || value >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** A small line: the latest values, the newest at the right. Of what changes one attribute travels. */
export function Chart({
  title,
  unit,
  values,
  room,
}: {
  title: string;
  unit: string;
  values: readonly number[];
  room: number;
}) {
  const top = Math.max(1e-9, ...values);
  const step = WIDTH / (room - 1);
  const points = values.map((value, i) => {
    const x = WIDTH - (values.length - 1 - i) * step;
    return `${x.toFixed(1)},${(HEIGHT - (value / top) * (HEIGHT - 2) - 1).toFixed(1)}`;
  });
  const now = `${figure(values.at(-1) ?? 0)} ${unit}`.trim();
  return (
    <figure>
      <figcaption>
        {title} <strong>{now}</strong>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}, the last ${room} seconds`}
      >
        <polyline points={points.join(" ")} fill="none" stroke="currentColor" vector-effect="non-scaling-stroke" />
      </svg>
      <small>{`at most ${figure(top < 1e-6 ? 0 : top)} ${unit}`.trim()}</small>
    </figure>
  );
}
