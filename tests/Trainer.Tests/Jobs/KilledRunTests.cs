using System.Diagnostics;
using PhotoScore.Core.Training;
using PhotoScore.Testing;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Tests.Jobs;

/// <summary>The real program in processes of its own, killed without a warning.</summary>
public sealed class KilledRunTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Epochs = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_killed_again_and_again_ends_with_the_weights_of_one_that_was_not(bool frozen)
    {
        Func<TrainingRequest, TrainingRequest> change = frozen ? WithFrozenLayers : WithMemory;
        var whole = await StoredJob.CreateAsync(azurite, Epochs, change: change);
        Assert.Equal((int)JobOutcome.Published, await RunToTheEndAsync(whole, attempt: 1));

        var killed = await StoredJob.CreateAsync(azurite, Epochs, change: change);
        var random = new Random(1);
        var attempt = 1;
        foreach (var atLeast in (long[])[1, 12, 25])
        {
            using var run = Start(killed, attempt++);
            // The random part lets the kill fall anywhere: in a step, in a checkpoint, between the two.
            await Until.TrueAsync(async () => run.HasExited || await StepAsync(killed) >= atLeast);
            await Task.Delay(random.Next(300), Cancellation);
            run.Kill();
            await run.WaitForExitAsync(Cancellation);
            output.WriteLine($"killed at step {await StepAsync(killed)}, checkpoint {(await killed.StatusAsync()).Checkpoint}");
        }

        Assert.Equal((int)JobOutcome.Published, await RunToTheEndAsync(killed, attempt));

        foreach (var file in (string[])["best.safetensors", "last.safetensors"])
        {
            var path = killed.Paths.Checkpoint(file);
            Assert.Equal(await whole.Sha256Async(path), await killed.Sha256Async(path));
        }

        Assert.Equal((await whole.ManifestAsync()).Test.Loss, (await killed.ManifestAsync()).Test.Loss);
        Assert.Equal(Curve(await whole.StatusAsync()), Curve(await killed.StatusAsync()));
    }

    /// <summary>All that a training remembers from step to step or draws anew in each.</summary>
    private static TrainingRequest WithMemory(TrainingRequest request) => request with
    {
        Optimizer = "adamw",
        Schedule = "reduceOnPlateau",
        Patience = 1,
        WarmUpSteps = 5,
        Mixup = 0.2,
        Ema = 0.9,
        ClipNorm = 1,
        MicroBatch = 6,
    };

    /// <summary>Frozen layers that are computed once for every photo.</summary>
    private static TrainingRequest WithFrozenLayers(TrainingRequest request) => WithMemory(request) with
    {
        Mixup = null,
        Augmentation = new(),
        Unfreeze = [new(1, "dense1")],
    };

    private static IEnumerable<(double, double)> Curve(TrainingStatus status) => status.Curve.Select(epoch => (epoch.Train.Loss, epoch.Validation.Loss));

    private static async Task<long> StepAsync(StoredJob job) =>
        await job.Models.GetBlobClient(job.Paths.Status).ExistsAsync(Cancellation) ? (await job.StatusAsync()).Step : 0;

    private async Task<int> RunToTheEndAsync(StoredJob job, int attempt)
    {
        using var run = Start(job, attempt);
        await run.WaitForExitAsync(Cancellation);
        return run.ExitCode;
    }

    private Process Start(StoredJob job, int attempt)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PhotoScore.Trainer.dll");
        string[] arguments = [program, "run", "--job", job.Uri.AbsoluteUri, "--attempt", $"{attempt}", "--checkpoint-seconds", "0.2", "--stop-with-input"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[JobStorage.ConnectionVariable] = azurite.ConnectionString;
        // Sums in another order are other sums.
        start.Environment["OMP_NUM_THREADS"] = "1";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
