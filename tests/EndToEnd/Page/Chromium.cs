using Microsoft.Playwright;

namespace PhotoScore.EndToEnd.Page;

/// <summary>
/// The machine's own Chromium, driven by Playwright, whose own download of browsers is not needed. <c>CHROMIUM</c> in the environment names another program.
/// </summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Program { get; } = new[] { Environment.GetEnvironmentVariable("CHROMIUM") }.Concat(Places).FirstOrDefault(File.Exists);

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Program,
        Headless = true,
        // Whoever runs these as root in a container has no user namespaces for the sandbox; only our own page is opened.
        Args = ["--no-sandbox"],
    });
}
