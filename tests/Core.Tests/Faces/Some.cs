using CsCheck;
using PhotoScore.Core.Faces;

namespace PhotoScore.Core.Tests.Faces;

/// <summary>Boxes that overlap often.</summary>
internal static class Some
{
    public static readonly Gen<FaceBox> Box = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[0, 1_000_000])
        .Select((left, top, width, height, confidence) => new FaceBox(left, top, width, height, confidence / 1e6f));
}
