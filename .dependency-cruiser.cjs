// The picture of the layers (docs/architecture.md, "The map") as rules. What a layer may import is written down in
// scripts/layers.json and once more in the project references of src/<layer>/tsconfig.json;
// test/tooling/layers.test.ts holds the two to one another. TypeScript lets an import through that
// only skips an arrow; this does not.

const layers = require("./scripts/layers.json");

/** @param {string[]} names @returns {string} a pattern for one of the names */
const any = (names) => `(${names.map((name) => name.replace(/[/.]/g, "\\$&")).join("|")})`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    ...Object.entries(layers).map(([layer, { imports }]) => ({
      name: `layer-${layer}`,
      comment: `${layer} imports ${imports.join(", ") || "nothing"}.`,
      severity: /** @type {const} */ ("error"),
      from: { path: `^src/${layer}/` },
      to: { path: "^src/", pathNot: `^src/${any([layer, ...imports])}/` },
    })),
    {
      name: "layer-main",
      comment: "main.tsx puts the editor and the worker together.",
      severity: "error",
      from: { path: "^src/main\\.tsx$" },
      to: { path: "^src/", pathNot: "^src/(editor/app|worker)/|\\.css$" },
    },
    {
      name: "io-knows-only-types-of-program",
      severity: "error",
      from: { path: "^src/io/" },
      to: { path: "^src/program/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "editor-speaks-to-a-session-through-its-protocol",
      comment:
        "The session itself runs in a worker: of it the editor has the client and the types of its questions, and for the " +
        "rest the protocol, which both sides read and write alike.",
      severity: "error",
      from: { path: "^src/editor/" },
      to: {
        path: "^src/session/",
        pathNot: "^src/session/client\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    ...Object.entries(layers).map(([layer, { packages }]) => ({
      name: `packages-${layer}`,
      comment: `${layer} imports ${packages.join(", ") || "no package"}.`,
      severity: /** @type {const} */ ("error"),
      from: { path: `^src/${layer}/` },
      to: {
        path: "node_modules/",
        ...(packages.length > 0 ? { pathNot: `node_modules/(@types/)?${any(packages)}/` } : {}),
      },
    })),
    {
      name: "no-node-below-the-edge",
      comment: "The same code runs in a browser's worker, in Node and in a test.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "src-does-not-know-its-tests",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|build|dist)/" },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    {
      name: "no-undeclared-package",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|build)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
