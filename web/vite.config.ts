import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The page is served under a strict content security policy (default-src 'self'):
// nothing may be inlined as a data: address and no inline script may be written.
export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: {
    outDir: '../src/quaywatch/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
});
