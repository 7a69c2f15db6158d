using PhotoScore.Core.Datasets;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Features;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Weights;
using TorchSharp;

namespace PhotoScore.Trainer.Methods;

/// <summary>All that a method may look at and write to.</summary>
internal sealed record TrainingContext
{
    public required Architecture Architecture { get; init; }

    /// <summary>The request with the architecture's defaults filled in.</summary>
    public required TrainingPlan Plan { get; init; }

    public required TrainingJob Job { get; init; }

    public required DatasetManifest Dataset { get; init; }

    /// <summary>The classes that the network tells apart.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Where all that is known of the dataset's photos is read.</summary>
    public required DatasetStore Datasets { get; init; }

    public required TrainingData Data { get; init; }

    /// <summary>Random numbers, or pretrained weights.</summary>
    public required StartingPoint Start { get; init; }

    /// <summary>Where the network computes.</summary>
    public required torch.Device Device { get; init; }

    /// <summary>Learning pauses after this epoch, at the plan's last one at the latest: a trial of a sweep does not run all at once.</summary>
    public required int UntilEpoch { get; init; }

    /// <summary>Where an earlier attempt's state is found and this one's is kept.</summary>
    public required CheckpointStore Checkpoints { get; init; }

    /// <summary>Looks for what goes wrong.</summary>
    public required TrainingExamination Examination { get; init; }

    /// <summary>Where features that an earlier attempt computed are found and this one's are kept.</summary>
    public required IFeatureStore Features { get; init; }

    public required StatusReporter Reporter { get; init; }

    public required JobSettings Settings { get; init; }

    public required TrainerLog Log { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The architecture's network with the weights that a training begins with. The caller disposes it.</summary>
    public Network NewNetwork() => Start.NewNetwork(Plan.Seed, Device);

    /// <summary>Puts what the examination found into the status, and what is new of it into the log.</summary>
    public void SayDiagnoses()
    {
        var known = Reporter.Status.Diagnoses.Select(diagnosis => diagnosis.Code).ToHashSet();
        foreach (var (code, message, advice) in Examination.Diagnoses.Where(diagnosis => !known.Contains(diagnosis.Code)))
            Log.Write($"Diagnosis {code}: {message} {advice}");
        Reporter.Say(status => status with { Diagnoses = Examination.Diagnoses });
    }
}
