import { Arranged, type ArrangedProps } from "./arranged.tsx";

/** Props of {@link VerticalPanel}. */
export type VerticalPanelProps = ArrangedProps;

/**
 * Its children one below the other.
 *
 * @example
 * <VerticalPanel gap={8} align="center"><Image src="/logo.svg" alt="" /><Button>Sign in</Button></VerticalPanel>
 */
export function VerticalPanel(props: VerticalPanelProps) {
  return <Arranged name="vertical-panel" {...props} />;
}
