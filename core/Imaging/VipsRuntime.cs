using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetVips;

namespace PhotoScore.Core.Imaging;

/// <summary>The one place that starts and configures libvips. Whoever touches NetVips calls <see cref="Ensure"/> first.</summary>
internal static partial class VipsRuntime
{
    static VipsRuntime()
    {
        // libvips reads it once while it starts, and starting happens when the first NetVips type is touched. A damaged
        // photo must not write to our console: the outcome says it.
        SetNativeEnvironment("VIPS_WARNING", "0");
        Configure();
    }

    /// <summary>Starts libvips on the first call; nothing after that.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Ensure()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Configure()
    {
        // Photos are decoded side by side, one thread each; a thread pool inside every decode only adds switches.
        NetVips.NetVips.Concurrency = 1;
        // No photo is opened twice; the operation cache would keep the last hundred alive.
        Cache.Max = 0;

        // An allow-list: BlockUntrusted still lets TIFF, AVIF and others through, and an SVG of 126 bytes takes 2 GB.
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in (ReadOnlySpan<string>)["Jpeg", "Png", "Webp", "Nsgif"])
            Operation.Block("VipsForeignLoad" + loader, false);
    }

    // Environment.SetEnvironmentVariable changes .NET's copy only; native code reads the C library's.
    private static void SetNativeEnvironment(string name, string value)
    {
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(name, value);
        else
            _ = SetEnv(name, value, overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
