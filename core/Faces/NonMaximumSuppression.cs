namespace PhotoScore.Core.Faces;

/// <summary>Detectors find one face several times; of boxes that overlap only the most confident one is a face.</summary>
public static class NonMaximumSuppression
{
    // A photo of noise could give a box in each of 8,400 cells, and the comparison is quadratic. Both references bound it: OpenCV at 5,000,
    // Ultra-Light at 200; no photo that a dataset needs has more faces than this.
    private const int Most = 1000;

    /// <summary>Greedy, from the most confident box down: a box stays unless it overlaps one that stayed.</summary>
    /// <param name="boxes">In any order.</param>
    /// <param name="maxOverlap">The intersection over union up to which two boxes are two faces.</param>
    /// <returns>The boxes that stay, the most confident first; of equals in the order given.</returns>
    public static IReadOnlyList<FaceBox> Keep(IEnumerable<FaceBox> boxes, float maxOverlap)
    {
        var kept = new List<FaceBox>();
        foreach (var box in boxes.OrderByDescending(box => box.Confidence).Take(Most))
        {
            if (kept.TrueForAll(face => face.IntersectionOverUnion(box) <= maxOverlap))
                kept.Add(box);
        }
        return kept;
    }
}
