import { createHash } from "node:crypto";
import Upload from "../../apps/upload/app.tsx";
import { scenario } from "../support/drivers/scenario.ts";
import { sees } from "../support/drivers/user.ts";

const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const long = "All work and no play. ".repeat(40_000);

scenario({
  name: "upload-lists-files",
  apps: { "/upload/": { component: Upload, limits: { fileBytes: 2 ** 31, uploadBytes: 2 ** 32 } } },
  path: "/upload/",
  async play(user) {
    await user.click("button", "Upload");
    await sees(user, "alert", "Choose files first.");
    await user.upload("Files", { name: "notes.txt", text: "salt & <vinegar>" }, { name: "empty.txt", text: "" });
    await user.click("button", "Upload");
    await sees(user, "status", "2 files");
    await sees(user, "cell", "notes.txt");
    await sees(user, "cell", "16 bytes");
    await sees(user, "cell", sha("salt & <vinegar>"));
    await sees(user, "cell", sha(""));
    // Large enough to go ahead of the press.
    await user.upload("Files", { name: "long.txt", text: long });
    await user.click("button", "Upload");
    await sees(user, "status", "3 files");
    await sees(user, "cell", "880,000 bytes");
    await sees(user, "cell", sha(long));
  },
});
