// Sources import each other as './name.js', as Node wants it; in tests the file is still './name.ts'.
module.exports = (path, options) => {
  try {
    return options.defaultResolver(path, options);
  } catch (error) {
    if (path.startsWith('.') && path.endsWith('.js'))
      return options.defaultResolver(path.replace(/\.js$/, '.ts'), options);
    throw error;
  }
};
