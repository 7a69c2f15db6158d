namespace PhotoScore.Functions.Scorings;

/// <summary>Input of <see cref="ScorePhotos"/>.</summary>
/// <param name="Key">The scoring.</param>
/// <param name="AtOnce">Parts in flight.</param>
internal sealed record ScoringRun(ScoringKey Key, int AtOnce);

/// <summary>Input of <see cref="ListPhotos"/>.</summary>
/// <param name="Key">The scoring.</param>
/// <param name="Page">Which page; the one before it is there.</param>
internal sealed record PhotosToList(ScoringKey Key, int Page);

/// <summary>Output of <see cref="ListPhotos"/>.</summary>
/// <param name="Chunks">Chunks of the page.</param>
/// <param name="Photos">Photos of the page.</param>
/// <param name="More">Whether another page follows.</param>
internal sealed record ListedPhotos(int Chunks, int Photos, bool More);

/// <summary>Input of <see cref="ScoreChunks"/>.</summary>
/// <param name="Key">The scoring.</param>
/// <param name="First">The first chunk.</param>
/// <param name="Count">How many chunks.</param>
/// <param name="AtOnce">How many of them are in flight.</param>
internal sealed record ChunkRange(ScoringKey Key, int First, int Count, int AtOnce);

/// <summary>Input of <see cref="ScoreChunk"/>.</summary>
/// <param name="Key">The scoring.</param>
/// <param name="Chunk">The chunk, which becomes the part of that number.</param>
internal sealed record ChunkToScore(ScoringKey Key, int Chunk);

/// <summary>Input of <see cref="FinishScoring"/>.</summary>
/// <param name="Key">The scoring.</param>
/// <param name="Parts">How many parts it must have.</param>
/// <param name="Photos">How many photos they hold.</param>
internal sealed record ScoringToFinish(ScoringKey Key, int Parts, long Photos);

/// <summary>What the orchestration tells while it runs.</summary>
/// <param name="Photos">Photos that are listed so far.</param>
/// <param name="Listed">Whether these are all.</param>
internal sealed record ScoringStatus(long Photos, bool Listed);
