using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Activations that are zero for every photo: no gradient reaches what lies before them, so they stay dead.</summary>
internal static class DeadUnits
{
    /// <summary>Rectifiers are sparse by design, the more so in dense layers; nearly all of a layer is not.</summary>
    private const double MostOfALayer = 0.9;

    private const string Advice =
        "Train again with a learning rate ten times smaller, He initialisation or batch normalisation; look whether a bias was pushed far below zero by a first step that was too large (a warm-up prevents that).";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        if (evidence.Latest is not { } latest || latest.DeadUnits.Where(layer => layer.Share >= MostOfALayer).ToArray() is not [_, ..] layers)
            return null;
        var named = string.Join(", ", layers.Take(5).Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Dead:N0} of {layer.Units:N0} in '{layer.Layer}'")));
        return new(
            DiagnosisCodes.DeadUnits,
            $"Units that are zero for every photo of a validation sample after epoch {latest.Epoch}: {named}{(layers.Length > 5 ? $", and in {layers.Length - 5} more layers" : "")}.",
            Advice);
    }
}
