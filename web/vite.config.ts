import { defineConfig } from "vite";

// What is built lies in the package, and travels in its wheel. Nothing is inlined: the content policy allows no data: fonts.
export default defineConfig({
  base: "/static/built/",
  build: {
    outDir: "../src/isnad/serve/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { map: "src/map.ts", page: "src/page.ts", fonts: "src/fonts.ts" } },
  },
});
