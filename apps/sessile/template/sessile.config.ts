import { defineConfig } from "sessile";

export default defineConfig({
  apps: { "/": "app/counter.tsx" },
});
