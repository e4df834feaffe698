// Panels that give what is in them a place.
import { useState } from "preact/hooks";
import {
  AbsolutePanel,
  Button,
  DisclosurePanel,
  DockPanel,
  FlowPanel,
  Placed,
  ScrollPanel,
  SimplePanel,
  SplitPanel,
  Stack,
  StackPanel,
} from "sessile/widgets";

const ROPES = ["Anchor", "Boom", "Clew", "Downhaul", "Ensign", "Fender", "Genoa", "Halyard"];

export function Layouts() {
  const [knots, setKnots] = useState(4);
  return (
    <>
      <h2>Dock</h2>
      <DockPanel
        north={<SimplePanel>North</SimplePanel>}
        west={<SimplePanel>West</SimplePanel>}
        east={<SimplePanel>East</SimplePanel>}
        south={<SimplePanel>South</SimplePanel>}
      >
        <SimplePanel>What is in the middle has the room that is left.</SimplePanel>
      </DockPanel>
      <h2>Flow</h2>
      <FlowPanel>
        {ROPES.slice(0, knots).map((rope) => (
          <SimplePanel key={rope}>{rope}</SimplePanel>
        ))}
        <Button disabled={knots === ROPES.length} onClick={() => setKnots(knots + 1)}>
          One more
        </Button>
      </FlowPanel>
      <h2>Split</h2>
      <SplitPanel label="Width of the left part" height={140}>
        <p>Draw the handle between the two, or use arrow keys.</p>
        <p>The other part takes what is left.</p>
      </SplitPanel>
      <h2>Stack and disclosure</h2>
      <StackPanel defaultValue="deck">
        <Stack value="deck" header="On deck">
          <p>Winches and wet ropes.</p>
        </Stack>
        <Stack value="below" header="Below">
          <p>Bunks and dry socks.</p>
        </Stack>
      </StackPanel>
      <DisclosurePanel header="In the bilge">
        <p>Better not to look.</p>
      </DisclosurePanel>
      <h2>Scroll and absolute</h2>
      <ScrollPanel label="A long story" height={120}>
        {Array.from({ length: 20 }, (_, at) => (
          <p key={at}>{`Day ${at + 1}: water, water, everywhere.`}</p>
        ))}
      </ScrollPanel>
      <AbsolutePanel height={120}>
        <Placed left={12} top={12}>
          Twelve pixels in
        </Placed>
        <Placed left={96} top={72}>
          and here, further down
        </Placed>
      </AbsolutePanel>
    </>
  );
}
