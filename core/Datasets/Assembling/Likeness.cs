using System.Globalization;
using System.Numerics;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Says in what way a photo is like another.</summary>
internal static class Likeness
{
    public static string Outcome(StoredPhoto photo, StoredPhoto like) =>
        photo.Facts.Sha256 == like.Facts.Sha256 ? Outcomes.Duplicate : Outcomes.NearDuplicate;

    public static string Text(StoredPhoto photo, StoredPhoto like)
    {
        var (facts, other) = (photo.Facts, like.Facts);
        if (facts.Sha256 == other.Sha256)
            return $"byte-identical to {like.Key}";
        var pdq = facts.Pdq is { } one && other.Pdq is { } two ? $", pdq in {one.Hash.DistanceTo(two.Hash)}" : "";
        var mirror = other.Mirror is { } mirrored ? $", dhash of its mirror image in {BitOperations.PopCount(facts.DHash ^ mirrored.DHash)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"near duplicate of {like.Key} (dhash differs in {BitOperations.PopCount(facts.DHash ^ other.DHash)} bits, phash in {BitOperations.PopCount(facts.PHash ^ other.PHash)}{pdq}{mirror})");
    }
}
