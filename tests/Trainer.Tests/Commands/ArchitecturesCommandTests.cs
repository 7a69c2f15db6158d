using System.Diagnostics;
using System.Text.Json;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Tests.Commands;

public sealed class ArchitecturesCommandTests
{
    [Fact]
    public async Task Architectures_prints_counts_and_loads_no_torch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only the loader of Linux tells which libraries it loads.");
        var (output, libraries) = await RunAsync("architectures");

        Assert.Contains("1,723,009", output);
        Assert.Contains("1,985,665", output);
        Assert.Contains("24,899,969", output);
        Assert.Contains("hidden-property", output);
        Assert.Contains("libclrjit", libraries);
        Assert.DoesNotContain("libtorch", libraries);
    }

    [Fact]
    public async Task Architectures_json_is_one_array()
    {
        var (output, _) = await RunAsync("architectures", "--json");

        var rows = JsonDocument.Parse(output).RootElement;
        Assert.Equal(ArchitectureNames.All, rows.EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        var head = rows.EnumerateArray().Single(row => row.GetProperty("name").GetString() == "resnet50-head");
        Assert.Equal(24_899_969, head.GetProperty("parameters").GetInt64());
        Assert.Equal(1_312_257, head.GetProperty("trainableParameters").GetInt64());
        Assert.Equal(512, head.GetProperty("embeddingLength").GetInt64());
        Assert.Equal("224x224x3", head.GetProperty("input").GetString());
    }

    private static async Task<(string Output, string Libraries)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PhotoScore.Trainer.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        // glibc's loader then writes each library that it opens to standard error.
        start.Environment["LD_DEBUG"] = "files";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var libraries = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return (await output, libraries);
    }
}
