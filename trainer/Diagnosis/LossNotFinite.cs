using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>A loss that is infinite or no number: the weights are lost, and no later step brings them back.</summary>
internal static class LossNotFinite
{
    private const string Advice =
        "Train again with a learning rate ten times smaller, or with clipNorm 1 and a warm-up; if it was in bfloat16, in float32. A photo can't be the cause: pixels are bytes.";

    /// <param name="lossSum">The sum of the epoch's losses so far.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="step">From 1, of the whole training.</param>
    /// <param name="learningRate">At that step.</param>
    /// <exception cref="DiagnosedException">It is not finite.</exception>
    public static void RefuseInTraining(double lossSum, int epoch, long step, double learningRate) =>
        Refuse(lossSum, string.Create(CultureInfo.InvariantCulture, $"The training loss is {Name(lossSum)} at step {step:N0}, in epoch {epoch}, at a learning rate of {learningRate:G3}."));

    /// <inheritdoc cref="RefuseInTraining"/>
    public static void RefuseInValidation(double loss, int epoch, double learningRate) =>
        Refuse(loss, string.Create(CultureInfo.InvariantCulture, $"The validation loss is {Name(loss)} after epoch {epoch}, at a learning rate of {learningRate:G3}."));

    private static void Refuse(double loss, string message)
    {
        if (!double.IsFinite(loss))
            throw new DiagnosedException(new TrainingDiagnosis(DiagnosisCodes.LossNotFinite, message, Advice));
    }

    private static string Name(double loss) => double.IsNaN(loss) ? "not a number" : "infinite";
}
