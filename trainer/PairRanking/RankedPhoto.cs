namespace PhotoScore.Trainer.PairRanking;

/// <summary>What ranks a photo among others.</summary>
/// <param name="Score">Its score; higher is better.</param>
/// <param name="Author">Who made it; null where that is unknown.</param>
/// <param name="UploadedAt">Unix seconds; null where that is unknown.</param>
internal sealed record RankedPhoto(double Score, string? Author, double? UploadedAt);
