/** A key and a certificate of its own for a test, by openssl. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** For localhost and 127.0.0.1, and further names, a day long. */
export function makeCertificate(...more: readonly string[]): { readonly key: string; readonly cert: string } {
  const dir = mkdtempSync(join(tmpdir(), "sessile-tls-"));
  try {
    const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
    const names = ["subjectAltName=DNS:localhost,IP:127.0.0.1", ...more.map((name) => `DNS:${name}`)].join(",");
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
    const args = ["req", "-x509", ...curve, "-nodes", "-days", "1", "-subj", "/CN=localhost", "-addext", names];
    execFileSync("openssl", [...args, "-keyout", key, "-out", cert], { stdio: "pipe" });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
