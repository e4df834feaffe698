import { Arranged, type ArrangedProps } from "./arranged.tsx";

/** Props of {@link FlowPanel}. */
export type FlowPanelProps = ArrangedProps;

/**
 * Its children side by side, as words in a text: what has no room goes on in the next line.
 *
 * @example
 * <FlowPanel>{tags.map((tag) => <Button key={tag}>{tag}</Button>)}</FlowPanel>
 */
export function FlowPanel(props: FlowPanelProps) {
  return <Arranged name="flow-panel" {...props} />;
}
