import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const isCustomElement = (tag) => tag === 'connect-sign-in';

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
