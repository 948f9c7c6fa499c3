import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const outDir = fileURLToPath(new URL('dist/web/', import.meta.url))

/** Each text file of the build also as .br and .gz, so that serving it costs no compressing. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      for (const entry of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|json)$/.test(entry)) continue
        const content = readFileSync(join(outDir, entry))
        writeFileSync(join(outDir, `${entry}.gz`), gzipSync(content, { level: 9 }))
        writeFileSync(
          join(outDir, `${entry}.br`),
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        )
      }
    },
  }
}

export default defineConfig({
  root: 'src/web',
  plugins: [react(), precompress()],
  build: { outDir, emptyOutDir: true, target: 'es2023', sourcemap: false },
})
