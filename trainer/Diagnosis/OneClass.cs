using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Photos of one class only: any network learns to answer it always, with a loss near zero and nothing learned.</summary>
internal static class OneClass
{
    private const string TrainAdvice =
        "Add photos of another class: a second class folder, a second source with labels of kind oneClass, or a cut that leaves photos on both sides. To tell one class from everything else, choose the architecture one-class.";

    private const string ValidationAdvice =
        "Neither the best epoch nor the threshold can be chosen on it. Build the dataset with more photos, or give the validation split a larger fraction.";

    /// <param name="dataset">Its name and version, for the message.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="trainCounts">Photos of each class in the train split.</param>
    /// <exception cref="DiagnosedException">A class has no photo to learn from, or there is only one.</exception>
    public static void Refuse(string dataset, IReadOnlyList<string> classes, IReadOnlyList<int> trainCounts)
    {
        var present = trainCounts.Count(count => count > 0);
        if (present > 1 && present == trainCounts.Count)
            return;
        var missing = classes.Where((_, c) => trainCounts[c] == 0).ToArray();
        var message = present > 1
            ? $"Dataset {dataset} can't teach to tell {classes.Count} classes apart; without a photo to learn from: {string.Join(", ", missing)}."
            : string.Create(CultureInfo.InvariantCulture, $"All {trainCounts.Sum():N0} training photos of dataset {dataset} are of one class{Name(classes, trainCounts)}: there is nothing to tell apart.");
        throw new DiagnosedException(new TrainingDiagnosis(DiagnosisCodes.OneClass, message, TrainAdvice));
    }

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        var (classes, validation) = (evidence.Classes, evidence.ValidationCounts);
        return validation.Sum() > 0 && validation.Count(count => count > 0) == 1
            ? new(DiagnosisCodes.OneClass, string.Create(CultureInfo.InvariantCulture, $"All {validation.Sum():N0} validation photos are of one class{Name(classes, validation)}."), ValidationAdvice)
            : null;
    }

    private static string Name(IReadOnlyList<string> classes, IReadOnlyList<int> counts) =>
        counts.Select((count, c) => (count, c)).Where(one => one.count > 0).Select(one => $", '{classes[one.c]}'").FirstOrDefault() ?? "";
}
