namespace PhotoScore.Core.Datasets;

/// <summary>The outcome of one candidate: kept, or the reason it was not.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Outcome"><see cref="Outcomes.Kept"/>, or a stable kebab-case reason such as <c>not-found</c> or <c>truncated</c>.</param>
/// <param name="Detail">The reason in words, for people; null for a kept photo.</param>
/// <param name="Photo">What is known of the photo; null unless it was stored in a chunk.</param>
public sealed record LedgerEntry(Candidate Candidate, string Outcome, string? Detail, PhotoFacts? Photo);
