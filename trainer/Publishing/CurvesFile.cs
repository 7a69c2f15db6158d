using System.Text;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Publishing;

/// <summary><c>curves.csv</c>: one row an epoch.</summary>
internal static class CurvesFile
{
    private const string Header =
        "epoch,learningRate,trainLoss,trainAccuracy,trainBalancedAccuracy,validationLoss,validationAccuracy,validationBalancedAccuracy,seconds\n";

    public static string Write(IEnumerable<EpochMetrics> curve)
    {
        var text = new StringBuilder(Header);
        foreach (var (epoch, rate, train, validation, seconds) in curve)
            text.Append($"{epoch},{rate:R},{Row(train)},{Row(validation)},{seconds:F3}\n");
        return text.ToString();
    }

    private static string Row(SplitMetrics metrics) => $"{metrics.Loss:R},{metrics.Accuracy:R},{metrics.BalancedAccuracy:R}";
}
