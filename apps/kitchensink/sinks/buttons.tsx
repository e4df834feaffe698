// What can be pressed, ticked and chosen.
import { useState } from "preact/hooks";
import {
  Button,
  CaptionPanel,
  CheckBox,
  FlowPanel,
  RadioButton,
  RadioGroup,
  ToggleButton,
  VerticalPanel,
} from "sessile/widgets";

const SPEEDS = ["Slow", "Steady", "Fast"];

export function Buttons() {
  const [presses, setPresses] = useState(0);
  const [loud, setLoud] = useState(false);
  const [engine, setEngine] = useState(true);
  const [speed, setSpeed] = useState("Steady");
  const press = () => setPresses((now) => now + 1);
  return (
    <VerticalPanel>
      <CaptionPanel caption="To press">
        <FlowPanel>
          <Button onClick={press}>Press</Button>{" "}
          <Button kind="primary" onClick={press}>
            Primary
          </Button>{" "}
          <Button kind="danger" onClick={press}>
            Danger
          </Button>{" "}
          <Button disabled>Disabled</Button>
        </FlowPanel>
        <p role="status">
          Pressed {presses} {presses === 1 ? "time" : "times"}
        </p>
      </CaptionPanel>
      <CaptionPanel caption="To switch">
        <FlowPanel>
          <ToggleButton value={loud} onChange={setLoud}>
            Fog horn
          </ToggleButton>{" "}
          <CheckBox value={engine} onChange={setEngine}>
            Engine
          </CheckBox>{" "}
          <CheckBox disabled>Autopilot</CheckBox>
        </FlowPanel>
        <p>
          {loud ? "It blares." : "It is quiet."} {engine ? "The engine runs." : "The engine is off."}
        </p>
      </CaptionPanel>
      <RadioGroup label="Speed" value={speed} onChange={setSpeed}>
        {SPEEDS.map((each) => (
          <RadioButton key={each} value={each}>
            {each}
          </RadioButton>
        ))}
      </RadioGroup>
      <p>Full speed is {speed.toLowerCase()}.</p>
    </VerticalPanel>
  );
}
