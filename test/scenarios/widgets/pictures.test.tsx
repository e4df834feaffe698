import BarChart from "../../../apps/showcase/stories/pictures/bar-chart.tsx";
import Frame from "../../../apps/showcase/stories/pictures/frame.tsx";
import ImageMap from "../../../apps/showcase/stories/pictures/image-map.tsx";
import LineChart from "../../../apps/showcase/stories/pictures/line-chart.tsx";
import Meter from "../../../apps/showcase/stories/pictures/meter.tsx";
import ProgressBar from "../../../apps/showcase/stories/pictures/progress-bar.tsx";
import Sparkline from "../../../apps/showcase/stories/pictures/sparkline.tsx";
import { scenario } from "../../support/drivers/scenario.ts";
import { sees } from "../../support/drivers/user.ts";

scenario({
  name: "widgets-bar-chart",
  apps: { "/": BarChart },
  async play(user) {
    await user.click("button", "One more in spring");
    await user.click("button", "One more in spring");
  },
});

scenario({
  name: "widgets-frame",
  apps: { "/": Frame },
  async play(user) {
    await user.click("button", "The house");
  },
});

scenario({
  name: "widgets-image-map",
  apps: { "/": ImageMap },
  async play(user) {
    await user.click("button", "Roof");
    await sees(user, "status", "You pressed the roof.");
    await user.click("button", "Door");
    await sees(user, "status", "You pressed the door.");
  },
});

scenario({
  name: "widgets-line-chart",
  apps: { "/": LineChart },
  async play(user) {
    await user.click("button", "Vienna by a degree warmer");
  },
});

scenario({
  name: "widgets-meter",
  apps: { "/": Meter },
  async play(user) {
    for (let i = 0; i < 4; i++) await user.click("button", "Fill");
  },
});

scenario({
  name: "widgets-progress-bar",
  apps: { "/": ProgressBar },
  async play(user) {
    await user.click("button", "Start again");
    await user.click("button", "Copy one");
  },
});

scenario({
  name: "widgets-sparkline",
  apps: { "/": Sparkline },
  async play(user) {
    await user.click("button", "Next tide");
    await sees(user, "img", /^$/);
  },
});
