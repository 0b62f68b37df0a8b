/** Says at the end which tests this machine could not run. Their titles name what is missing and the command that helps. */
export default class NotRunReporter {
  onRunComplete(_contexts, results) {
    const notRun = results.testResults.flatMap((file) => file.testResults.filter(({ status }) => status === 'pending'));
    if (notRun.length) {
      console.log(`\nNot run on this machine (${notRun.length}):`);
      for (const { fullName } of notRun) console.log(`  - ${fullName}`);
    }
    console.log(
      `\n${results.numPassedTests} passed, ${results.numFailedTests + results.numRuntimeErrorTestSuites} failed`,
    );
  }
}
