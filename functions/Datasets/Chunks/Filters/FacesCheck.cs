using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Faces;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>Photos with a number of faces.</summary>
internal sealed class FacesCheck(FacesFilter filter, FaceDetector detector) : IPhotoFilter
{
    // So that a refusal can say how near the best face came.
    private const float Glimpse = 0.1f;

    public PhotoRefusal? Check(DecodedImage photo)
    {
        var faces = detector.Detect(photo.Pixels, Math.Min(Glimpse, (float)filter.MinConfidence));
        var sure = faces.Count(face => face.Confidence >= filter.MinConfidence);
        return sure < filter.MinFaces
            ? PhotoRefusal.Of(sure == 0 ? Outcomes.NoFace : Outcomes.TooFewFaces,
                $"{sure} faces of confidence {filter.MinConfidence} or more; the recipe asks for {filter.MinFaces}. The best has {(faces.Count > 0 ? faces[0].Confidence : 0):0.###}.")
            : sure > filter.MaxFaces
                ? PhotoRefusal.Of(Outcomes.TooManyFaces, $"{sure} faces of confidence {filter.MinConfidence} or more; the recipe allows {filter.MaxFaces}.")
                : null;
    }
}
