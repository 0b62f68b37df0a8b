// Imported before all else: graphql-js asks at its own import whether to look for mistakes that only a developer makes, at each field.
process.env['NODE_ENV'] ??= 'production';
