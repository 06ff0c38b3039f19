// What Vite adds to modules: CSS modules, import.meta.glob, import.meta.env.
/// <reference types="vite/client" />
