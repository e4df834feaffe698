/** Whether answers are compressed: those that are safe to, or none. */
export type CompressionSetting = "safe" | "off";
