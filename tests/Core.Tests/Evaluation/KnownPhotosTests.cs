using CsCheck;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Tests.Evaluation;

public sealed class KnownPhotosTests
{
    [Fact]
    public void Nearest_gives_the_label_that_the_evaluation_of_a_split_gives() =>
        Gen.Select(Gen.Select(Gen.ULong[0, 0xFFFF], Gen.Int[0, 3]).Array[1, 30], Gen.ULong[0, 0xFFFFFF]).Sample((train, asked) =>
        {
            AssembledPhoto[] photos = [.. train.Select((photo, i) => DuplicateEvidenceTests.Photo($"{(i * 7) % 31:D2}", photo.Item2, photo.Item1))];
            var known = new KnownPhotos(photos.Select(photo => new KnownPhoto(photo.Key, photo.Facts.DHash, photo.Label)));

            var near = known.Nearest(asked);

            Assert.Equal(KnownDuplicates.Labels(photos, [DuplicateEvidenceTests.Photo("asked", 0, asked)])[0], near?.Photo.Label);
            if (near is { } found)
                Assert.Equal(System.Numerics.BitOperations.PopCount(found.Photo.DHash ^ asked), found.Distance);
        });
}
