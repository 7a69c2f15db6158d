using System.Runtime.InteropServices;
using PhotoScore.Trainer.Native;

namespace PhotoScore.Trainer.Tests.Native;

public sealed partial class NativeSetupTests
{
    [Fact]
    public void Apply_sets_what_native_code_sees()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is nothing to set on this system.");

        NativeSetup.Apply();

        Assert.Equal("passive", Marshal.PtrToStringUTF8(GetEnvironment("OMP_WAIT_POLICY")));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnvironment(string name);
}
