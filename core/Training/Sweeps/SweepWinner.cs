using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary><c>winner.json</c>: the best trial by validation, and the model version that it becomes.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Version">The version, the only training of the sweep that meets the test split.</param>
public sealed record SweepWinner(int Trial, VersionId Version);

/// <summary><c>halving-{rung}.json</c>: which trials went on from a rung.</summary>
/// <param name="Survivors">Their numbers, the best first.</param>
public sealed record RungHalving(IReadOnlyList<int> Survivors);
