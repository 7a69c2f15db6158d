using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.PairRanking;

namespace PhotoScore.Trainer.Methods;

/// <summary>Trains by gradient descent, from the newest checkpoint on.</summary>
/// <param name="lesson">What is learned; to tell the classes apart when null.</param>
internal sealed class GradientMethod(ILesson? lesson = null) : ITrainingMethod
{
    public async Task<Learned> LearnAsync(TrainingContext context, CancellationToken cancellation)
    {
        var network = context.NewNetwork();
        try
        {
            var (plan, data) = (context.Plan, context.Data);
            var ranks = lesson is null && plan.Loss.Name == PairwiseLogistic.Name;
            using var trunk = lesson is null && !ranks ? await EmbedAsync(context, network, cancellation) : null;
            var (learner, train, validation) = trunk is null ? (network, data.Train, data.Validation) : (trunk.Head, trunk.Train, trunk.Validation);
            var own = ranks ? (ILesson)new LabelPairsLesson(plan, train, validation) : new ClassLesson(plan, train, validation);
            using var loop = new TrainingLoop(learner, plan, train, lesson ?? own, context.Dataset.PhotosSha256, context.Time)
            {
                UntilEpoch = context.UntilEpoch,
            };
            await ResumeAsync(context, loop, cancellation);
            await Task.Factory.StartNew(() => Train(context, network, loop, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            // The next rung of a sweep, or the version that its winner becomes, goes on from here.
            if (context.Job.Trial is not null)
                await context.Checkpoints.SaveAsync(loop.Save(), cancellation);
            var (best, last) = loop.Finish();
            var learned = new Learned(network, loop.Curve, loop.BestEpoch, best, last, context.Plan.Complete(context.Job.Request));
            return ranks ? ScoreCalibration.Of(learned, data.Validation, plan.BatchSize, cancellation).Learned : learned;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Null where the frozen layers have to be computed in each epoch, or where there are none.</summary>
    private static async Task<FrozenTrunk?> EmbedAsync(TrainingContext context, Network network, CancellationToken cancellation)
    {
        var (plan, data) = (context.Plan, context.Data);
        var photos = data.Train.Count + data.Validation.Count;
        if (FrozenTrunk.Cut(network, plan, photos) is not { } cut)
            return null;
        // Whoever looks at the whole network looks at what learns.
        network.TrainFrom(new Unfreezing(plan.Unfreeze, network.Architecture).Widest);
        var extraction = new TrackedExtraction(context, network, cut, photos, plan.Epochs);
        return new FrozenTrunk(
            network,
            cut,
            (data.Train, await extraction.OfAsync("train", data.Train, mirrored: false, cancellation)),
            (data.Validation, await extraction.OfAsync("validation", data.Validation, mirrored: false, cancellation)));
    }

    private static async Task ResumeAsync(TrainingContext context, TrainingLoop loop, CancellationToken cancellation)
    {
        if (await context.Checkpoints.LoadAsync(cancellation) is not { } checkpoint)
            return;
        context.Log.Write(loop.TryResume(checkpoint)
            ? $"Going on from the checkpoint at epoch {checkpoint.State.Epoch}, step {checkpoint.State.Step}."
            : "The checkpoint belongs to another plan or dataset: starting from the beginning.");
    }

    private void Train(TrainingContext context, Network network, TrainingLoop loop, CancellationToken cancellation)
    {
        var (checkpoints, reporter, settings, time) = (context.Checkpoints, context.Reporter, context.Settings, context.Time);
        var (saved, epochs) = (time.GetTimestamp(), loop.Curve.Count);
        reporter.Say(status => Progress(status, loop));
        context.Examination.Begin(network);
        try
        {
            loop.Run(AfterStep, cancellation);
        }
        catch (OperationCanceledException) when (settings.SaveWhenStopped())
        {
            checkpoints.SaveAsync(loop.Save(), CancellationToken.None).GetAwaiter().GetResult();
            throw;
        }

        void AfterStep()
        {
            if (epochs < loop.Curve.Count)
            {
                epochs = loop.Curve.Count;
                context.Log.Write(Line(loop.Curve[^1], context.Plan.Epochs));
                // A lesson of another kind knows when its network's answers mean classes.
                if (lesson is null)
                {
                    using (loop.AsServed())
                        context.Examination.EpochEnded(network, loop.Curve, cancellation);
                    context.SayDiagnoses();
                }
            }

            reporter.Say(status => Progress(status, loop));
            if (time.GetElapsedTime(saved) < settings.CheckpointEvery)
                return;
            checkpoints.SaveAsync(loop.Save(), cancellation).GetAwaiter().GetResult();
            saved = time.GetTimestamp();
        }
    }

    private static string Line(EpochMetrics epoch, int epochs) =>
        $"Epoch {epoch.Epoch}/{epochs}: train loss {epoch.Train.Loss:F4} balanced {epoch.Train.BalancedAccuracy:F4}, " +
        $"validation loss {epoch.Validation.Loss:F4} accuracy {epoch.Validation.Accuracy:F4} balanced {epoch.Validation.BalancedAccuracy:F4}, {epoch.Seconds:F1} s";

    private static TrainingStatus Progress(TrainingStatus status, TrainingLoop loop)
    {
        var photosPerSecond = loop.PhotosPerSecond;
        return status with
        {
            Stage = TrainingStage.Training,
            Epoch = Math.Min(loop.Epoch, status.Epochs),
            Step = loop.Step,
            Steps = loop.Steps,
            PhotosPerSecond = Math.Round(photosPerSecond, 1),
            SecondsLeft = photosPerSecond > 0 ? Math.Round(loop.PhotosLeft / photosPerSecond) : null,
            Curve = loop.Curve.Count == status.Curve.Count ? status.Curve : [.. loop.Curve],
        };
    }
}
