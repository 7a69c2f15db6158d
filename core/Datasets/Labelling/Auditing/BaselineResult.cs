namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>How a simple baseline did.</summary>
/// <param name="Crossed">On photos that it had not learned from, each once.</param>
/// <param name="Split">Learned from the train split, on the others.</param>
/// <param name="Example">The most telling value, in words.</param>
internal sealed record BaselineResult(RecallTally Crossed, RecallTally Split, string Example);
