using Google.Protobuf;
using PhotoScore.Core.Training;
using Tensorboard;

namespace PhotoScore.Trainer.Reporting.TensorBoard;

/// <summary><c>events.out.tfevents.…</c>: the curves as TensorBoard reads them, a scalar an epoch. The messages are those that TorchSharp brings along.</summary>
internal static class EventFile
{
    /// <summary>What the first record of every file says; TensorBoard looks for it.</summary>
    private const string FileVersion = "brain.Event:2";

    /// <param name="curve">One row an epoch.</param>
    /// <param name="end">When the last epoch ended; the others end as long before as the epochs after them took.</param>
    public static byte[] Write(IReadOnlyList<EpochMetrics> curve, DateTimeOffset end)
    {
        using var file = new MemoryStream();
        var time = (end.ToUnixTimeMilliseconds() / 1000.0) - curve.Sum(epoch => epoch.Seconds);
        Append(new Event { WallTime = time, FileVersion = FileVersion });
        foreach (var epoch in curve)
        {
            time += epoch.Seconds;
            Append(new Event { WallTime = time, Step = epoch.Epoch, Summary = Scalars(epoch) });
        }

        return file.ToArray();

        void Append(Event record) => EventRecord.Write(file, record.ToByteArray());
    }

    private static Summary Scalars(EpochMetrics epoch) => new()
    {
        Value =
        {
            Scalar("learningRate", epoch.LearningRate),
            Scalar("loss/train", epoch.Train.Loss), Scalar("loss/validation", epoch.Validation.Loss),
            Scalar("accuracy/train", epoch.Train.Accuracy), Scalar("accuracy/validation", epoch.Validation.Accuracy),
            Scalar("balancedAccuracy/train", epoch.Train.BalancedAccuracy), Scalar("balancedAccuracy/validation", epoch.Validation.BalancedAccuracy),
        },
    };

    private static Summary.Types.Value Scalar(string tag, double value) => new() { Tag = tag, SimpleValue = (float)value };
}
