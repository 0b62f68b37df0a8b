/** Says at the end which tests were not run. Their titles name what this machine lacks and the command that helps. */
export default class NotRunReporter {
  constructor(_config, { apart = [] } = {}) {
    this.apart = apart;
  }

  onRunComplete(_contexts, results) {
    const notRun = results.testResults.flatMap((file) => file.testResults.filter(({ status }) => status === 'pending'));
    if (notRun.length) {
      console.log(`\nNot run on this machine (${notRun.length}):`);
      for (const { fullName } of notRun) console.log(`  - ${fullName}`);
    }
    for (const what of this.apart) console.log(`\nRun apart: ${what}`);
    console.log(
      `\n${results.numPassedTests} passed, ${results.numFailedTests + results.numRuntimeErrorTestSuites} failed`,
    );
  }
}
