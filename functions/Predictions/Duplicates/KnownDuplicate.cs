namespace PhotoScore.Functions.Predictions;

/// <summary>A training photo that looks like the one that was sent.</summary>
/// <param name="Key">Its key in the dataset.</param>
/// <param name="Label">Its class: the answer, if the label of a known duplicate were taken.</param>
/// <param name="Distance">Bits in which both difference hashes differ.</param>
/// <param name="Agrees">Whether the model answers that class too.</param>
/// <param name="Photo">Where it can be had.</param>
internal sealed record KnownDuplicate(string Key, string Label, int Distance, bool Agrees, string Photo);
