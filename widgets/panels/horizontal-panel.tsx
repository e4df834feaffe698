import { Arranged, type ArrangedProps } from "./arranged.tsx";

/** Props of {@link HorizontalPanel}. */
export type HorizontalPanelProps = ArrangedProps;

/**
 * Its children side by side, in one line: they shrink where there is no room. What should go on in a second line is a
 * FlowPanel's.
 *
 * @example
 * <HorizontalPanel justify="space-between"><Button>Back</Button><Button kind="primary">Next</Button></HorizontalPanel>
 */
export function HorizontalPanel(props: HorizontalPanelProps) {
  return <Arranged name="horizontal-panel" {...props} />;
}
