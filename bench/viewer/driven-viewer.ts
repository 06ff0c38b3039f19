// The script of the public page with a handle for the bench; the page is the same otherwise.
import './catch-panorama.ts'
import '#viewer/main.ts'
