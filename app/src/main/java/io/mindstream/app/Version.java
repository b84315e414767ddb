package io.mindstream.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours and that of the machine beneath. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String ours = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "mindstream " + (ours == null ? "(not from a jar)" : ours),
            "java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        };
    }
}
