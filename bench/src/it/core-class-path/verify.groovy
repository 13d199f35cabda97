// One warning, of the run without the flag, and it names the flag.
def warnings = new File(basedir, 'build.log').readLines().findAll { it.contains('SIMD is off') }
assert warnings.size() == 1
assert warnings[0].contains('add --add-modules=jdk.incubator.vector to the java command')
