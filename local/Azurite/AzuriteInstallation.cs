using System.Diagnostics;

namespace PhotoScore.Local.Azurite;

/// <summary>Brings Azurite, at one pinned version, from npm into the git-ignored folder <c>.azurite</c> of the repository.</summary>
public static class AzuriteInstallation
{
    /// <summary>The version that everything here is run and measured with.</summary>
    public const string Version = "3.37.0";

    /// <summary>Returns the path of Azurite's entry script, installing it first if it is not there.</summary>
    /// <param name="progress">Told in one line when an install begins, since that takes some ten seconds.</param>
    /// <param name="cancellation">Stops waiting for the lock or for npm.</param>
    /// <exception cref="InvalidOperationException">npm is missing or failed; the message holds what it said.</exception>
    public static async Task<string> EnsureAsync(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var folder = Path.Combine(Repository.Root, ".azurite", Version);
        var script = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        var complete = Path.Combine(folder, "complete");
        if (File.Exists(complete))
            return script;

        Directory.CreateDirectory(folder);
        await using var turn = await FileLock.TakeAsync(Path.Combine(folder, "lock"), cancellation);
        if (File.Exists(complete))
            return script;

        progress?.Report($"Installing Azurite {Version} from npm into {Path.GetRelativePath(Repository.Root, folder)} (once) …");
        await RunNpmAsync(folder, cancellation);
        if (!File.Exists(script))
            throw new InvalidOperationException($"npm reported success but {script} is not there. Delete {folder} and try again.");
        await File.WriteAllTextAsync(complete, Version, cancellation);
        return script;
    }

    private static async Task RunNpmAsync(string folder, CancellationToken cancellation)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", "npm"])
            : new ProcessStartInfo("npm");
        foreach (var argument in (string[])["install", $"azurite@{Version}", "--prefix", folder, "--no-audit", "--no-fund", "--no-save", "--loglevel=error"])
            start.ArgumentList.Add(argument);
        start.RedirectStandardError = start.RedirectStandardOutput = start.RedirectStandardInput = true;

        using var npm = Start(start);
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(cancellation);
        var errors = npm.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await npm.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm could not install azurite@{Version} (exit code {npm.ExitCode}):\n{await errors}{await output}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("npm was not found. Install Node.js (https://nodejs.org), which brings npm, and try again.", e);
        }
    }
}
